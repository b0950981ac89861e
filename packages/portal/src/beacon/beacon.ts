import { asset, squeezeScript } from "../page/asset.js";

/**
 * What a website puts into its pages: `<script src="https://…/beacon.js" data-site="key" data-consent="given" defer></script>`
 *
 * It tells how many seconds a page could be seen: path, seconds, day, and nothing else. No cookie, no storage, no number of a visitor, no
 * other host than the one it came from. Nothing is counted before consent: by `data-consent="given"`, where the site loads the script only
 * then, or by `manyi.consent(true)` from its own consent dialog, which `manyi.consent(false)` takes back. "Do not track" and "global
 * privacy control" are a no that nothing overrides.
 */
const SCRIPT = `
"use strict";
(()=>{
const D=document,N=navigator,s=D.currentScript;
const to=new URL(s.src).origin+"/api/v1/beacon/"+encodeURIComponent(s.dataset.site||"");
const no=N.doNotTrack==="1"||window.doNotTrack==="1"||N.globalPrivacyControl===true;
let ok=!no&&s.dataset.consent==="given",path=location.pathname,seen=0;
const send=()=>{
const p=path,t=Math.min(seen,3600);
path=location.pathname;
seen=0;
if(!ok||t<1||!N.sendBeacon)return;
const d=new Date,two=v=>String(v).padStart(2,"0");
N.sendBeacon(to,new Blob([JSON.stringify({p:p.slice(0,2000),s:t,d:d.getFullYear()+"-"+two(d.getMonth()+1)+"-"+two(d.getDate())})],{type:"text/plain"}));
};
// a second counts when the page can be seen; half an hour without leaving it is nobody looking
setInterval(()=>{
if(path!==location.pathname)send();
if(ok&&D.visibilityState==="visible"&&seen<1800)seen++;
},1e3);
D.addEventListener("visibilitychange",()=>{if(D.visibilityState==="hidden")send()});
addEventListener("pagehide",send);
window.manyi=window.manyi||{};
window.manyi.consent=given=>{if(!given){ok=false;seen=0}else ok=!no};
})();
`;

/** Served at the fixed address `/beacon.js`, since sites write that address down. */
export const BEACON_SCRIPT = { ...asset("beacon.js", "text/javascript; charset=utf-8", squeezeScript(SCRIPT)), path: "/beacon.js" };
