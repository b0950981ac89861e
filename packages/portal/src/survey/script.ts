import { asset, squeezeScript } from "../page/asset.js";
import { WORK_SCRIPT } from "./work.js";

/**
 * Show-if in the browser: the same rules as the engine's `holds`, on the strings that form fields carry. The shared case file keeps
 * the two alike.
 */
export const HOLDS_SOURCE = `
const said=v=>v!=null&&v!=="na"&&v!==""&&(typeof v!=="object"||Object.values(v).some(said));
const holds=(c,a)=>{
if(c.all)return c.all.every(x=>holds(x,a));
if(c.any)return c.any.some(x=>holds(x,a));
if(c.not)return !holds(c.not,a);
const[k,p]=c.question.split(".");
let v=a[k];
if(p)v=v&&v[p];
if(c.op==="answered")return said(v);
if(c.op==="unanswered")return !said(v);
if(c.op==="includes")return Array.isArray(v)&&v.includes(c.value);
if(!said(v))return false;
if(c.op==="eq")return String(v)===String(c.value);
if(c.op==="ne")return String(v)!==String(c.value);
return c.op==="gte"?+v>=c.value:+v<=c.value;
};
`;

const SCRIPT = `
"use strict";
(()=>{
const D=document,W=window,Q="manyi:q:";
const all=(s,r)=>Array.from((r||D).querySelectorAll(s));
const here=()=>location.pathname+location.search;
let form,go,to,dirty,timer,worker,at=here();
${HOLDS_SOURCE}
// answers as they stand in the fields of one question
const read=q=>{
let v;
for(const i of all("[name^='a.']:not([type=hidden])",q)){
if((i.type==="radio"||i.type==="checkbox")&&!i.checked)continue;
const p=i.name.split(".")[2];
if(p){v=v||{};v[p]=i.value}
else if(i.type==="checkbox")(v=v||[]).push(i.value);
else v=i.value;
}
return v;
};
const words=q=>all("input:checked",q).map(i=>i.nextElementSibling.textContent.trim()).join(D.documentElement.lang==="en"?", ":"\\u3001");
// open and close what depends on answers, in order, so that hiding a question hides what hangs on it
const look=()=>{
const a=JSON.parse(form.dataset.known||"{}");
for(const q of all("fieldset.q",form)){
const c=q.dataset.if;
if(c){const on=holds(JSON.parse(c),a);q.hidden=!on;q.disabled=!on}
if(!q.disabled){
const k=q.id.slice(2);
a[k]=read(q);
for(const s of all("[data-pipe='"+k+"']",form)){s.dataset.was=s.dataset.was||s.textContent;s.textContent=words(q)||s.dataset.was}
}
}
};
const body=b=>{const f=new URLSearchParams(new FormData(form));f.set("go",b);return f.toString()};
const post=(u,b,k)=>fetch(u,{method:"POST",body:b,keepalive:!!k,headers:{"content-type":"application/x-www-form-urlencoded"}});
const say=t=>{const p=D.querySelector(".tell");if(p){p.textContent=t;p.hidden=false}};
const visit=()=>form.elements.d.value;
const keep=()=>{
if(!form||!dirty)return;
dirty=false;
const f=form;
post(f.action,body("save"),true).then(r=>{
const u=new URL(f.action);
if(r.ok)f.elements.k.value="1";
if(r.ok&&form===f&&!u.searchParams.has("t")){u.searchParams.set("d",f.elements.d.value);history.replaceState(null,"",u);at=here()}
}).catch(()=>{dirty=true});
};
const show=(t,u)=>{
const n=new DOMParser().parseFromString(t,"text/html");
D.title=n.title;
D.documentElement.lang=n.documentElement.lang;
D.body.replaceWith(n.body);
if(u&&u!==location.href)history.pushState(null,"",u);
at=here();
start();
W.scrollTo(0,0);
const f=D.querySelector(".errs")||D.querySelector("h1");
if(f)f.focus();
};
// what could not go out waits on this device under the visit's own key; sending it twice changes nothing
const flush=async()=>{
for(const k of Object.keys(localStorage).filter(k=>k.startsWith(Q))){
try{
const[u,b]=JSON.parse(localStorage.getItem(k));
const r=await post(u,b);
if(r.status===429||r.status>499)continue;
localStorage.removeItem(k);
if(form&&Q+visit()===k)show(await r.text(),r.url);
else if(form)say(form.dataset.sent);
}catch(e){}
}
};
const send=async(b,u)=>{
const d=visit(),t=body(b),f=form,stop=on=>all(".go",f).forEach(x=>{x.disabled=on});
stop(true);
dirty=false;
try{
const r=await post(u,t);
if(r.status===429||r.status>499)throw 0;
const h=await r.text();
try{localStorage.removeItem(Q+d)}catch(e){}
show(h,r.redirected?r.url:"");
}catch(e){
stop(false);
say(f.dataset.offline);
if(b==="next"||b==="back"){
try{localStorage.setItem(Q+d,JSON.stringify([u,t]))}catch(e){}
setTimeout(flush,8e3);
}
}
};
// a little work beside the page shows that no mere script fills it in; without it an answer is only looked at more closely
const prove=({w,m,d})=>{
try{
worker=worker||new Worker("${WORK_SCRIPT.path}");
worker.onmessage=e=>{w.value=e.data};
worker.postMessage(d.value);
// a device that answers a survey twice on a day is recognised; anonymous surveys have no such field
m.value=localStorage.manyi=localStorage.manyi||Math.random();
}catch(e){}
};
const start=()=>{
const f=D.querySelector("input[name=d]");
form=f&&f.form;
const m=D.querySelector("[data-done]");
if(m&&W.parent!==W)W.parent.postMessage({manyi:m.dataset.done},"*");
if(!form)return;
look();
prove(form.elements);
form.addEventListener("input",()=>{look();dirty=true;clearTimeout(timer);timer=setTimeout(keep,4e3)});
form.addEventListener("click",e=>{const b=e.target.closest("button[name=go]");if(b){go=b.value;to=b.getAttribute("formaction")}});
form.addEventListener("submit",e=>{
e.preventDefault();
clearTimeout(timer);
send(go||"next",to||form.action);
go=to="";
});
};
D.addEventListener("visibilitychange",()=>{if(D.visibilityState==="hidden")keep()});
// a link within the page comes by here too, and must not cost what was filled in
W.addEventListener("popstate",()=>{if(here()!==at)location.reload()});
W.addEventListener("online",()=>flush());
start();
try{flush()}catch(e){}
})();
`;

/** What makes the page nicer where scripts run: questions that open at once, drafts, retry. The page is complete without it. */
export const SURVEY_SCRIPT = asset("survey.js", "text/javascript; charset=utf-8", squeezeScript(SCRIPT));
