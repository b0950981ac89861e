import { PROOF_BITS, PROOF_TAIL } from "@manyi/core/quality";
import { asset, squeezeScript } from "../page/asset.js";

/**
 * SHA-256 of one block, and the search for a number that gives the hash enough leading zeros. Runs beside the page, so that nobody waits;
 * own lines, because the browser's own hash is missing on plain http inside a shop.
 */
export const WORK_SOURCE = `
const K=[],H=[];
for(let n=2,c=0;c<64;n++){
let p=1;
for(let d=2;d*d<=n;d++)if(n%d===0)p=0;
if(p){
const f=x=>((x-Math.floor(x))*4294967296)|0;
if(c<8)H[c]=f(Math.sqrt(n));
K[c++]=f(Math.cbrt(n));
}
}
const W=new Int32Array(64);
const first=t=>{
W.fill(0);
const l=t.length;
for(let i=0;i<l;i++)W[i>>2]|=t.charCodeAt(i)<<(24-8*(i&3));
W[l>>2]|=128<<(24-8*(l&3));
W[15]=8*l;
const r=(x,n)=>(x>>>n)|(x<<(32-n));
let[a,b,c,d,e,f,g,h]=H;
for(let i=0;i<64;i++){
if(i>15){
const x=W[i-15],y=W[i-2];
W[i]=(W[i-16]+(r(x,7)^r(x,18)^(x>>>3))+W[i-7]+(r(y,17)^r(y,19)^(y>>>10)))|0;
}
const t1=(h+(r(e,6)^r(e,11)^r(e,25))+((e&f)^(~e&g))+K[i]+W[i])|0;
const t2=((r(a,2)^r(a,13)^r(a,22))+((a&b)^(a&c)^(b&c)))|0;
h=g;g=f;f=e;e=(d+t1)|0;d=c;c=b;b=a;a=(t1+t2)|0;
}
return (a+H[0])>>>0;
};
const solve=(visit,bits)=>{
const t=visit.slice(-${PROOF_TAIL});
for(let n=0;;n++){
const s=n.toString(36);
if(first(t+s)>>>(32-bits)===0)return s;
}
};
`;

/** Answers a visit's name with the number that proves some work was done for it. */
export const WORK_SCRIPT = asset(
  "work.js",
  "text/javascript; charset=utf-8",
  squeezeScript(`"use strict";
${WORK_SOURCE}
onmessage=e=>postMessage(solve(e.data,${PROOF_BITS}));
`),
);
