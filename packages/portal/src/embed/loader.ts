import { asset, squeezeScript } from "../page/asset.js";

const WORDS = {
  "zh-CN": {
    ask: "可以问您几个问题吗？约 1 分钟。",
    yes: "可以",
    no: "这次不了",
    never: "不再问我",
    tab: "意见反馈",
    close: "关闭",
    title: "问卷",
  },
  en: {
    ask: "May we ask you about your visit? About a minute.",
    yes: "All right",
    no: "Not now",
    never: "Never ask",
    tab: "Feedback",
    close: "Close",
    title: "Survey",
  },
} as const;

/**
 * The loader a site puts into its pages:
 * `<script src="https://…/embed.js" data-survey="slug" data-mode="popup" data-after="20" defer></script>`
 *
 * Modes: `inline` (fills the element named by `data-into`, whose height the site reserves), `popup`, `tab`. Triggers: `data-after`
 * seconds, `data-exit`, `data-on` (part of the address), or `manyi.open()` from the site's own code. Nothing is stored before the
 * visitor has answered the question whether to be asked; after that only when and what was decided, so that nobody is asked again
 * within `data-days` (30), or ever after a "never". Everything floats above the page in a shadow tree: no shift, no shared style.
 */
const SCRIPT = `
"use strict";
(()=>{
const D=document,s=D.currentScript,o=s.dataset,en=(o.lang||D.documentElement.lang||navigator.language||"").startsWith("en");
const base=new URL(s.src).origin,slug=o.survey,key="manyi:"+slug;
const locale=["zh-CN","en"][+en],w=${JSON.stringify(WORDS)}[locale];
const el=(tag,css,text)=>{const e=D.createElement(tag);Object.assign(e.style,css);if(text)e.textContent=text;return e};
const font="system-ui,-apple-system,'PingFang SC','Microsoft YaHei',sans-serif";
const remember=v=>{try{localStorage.setItem(key,v)}catch(e){}};
const last=()=>{try{return localStorage.getItem(key)}catch(e){return null}};
const frame=css=>{
const f=el("iframe",Object.assign({border:"0",width:"100%",height:"100%",display:"block",background:"#fff"},css));
const q=new URLSearchParams({l:locale,e:"1"});
f.src=base+"/s/"+encodeURIComponent(slug)+"?"+q;
f.title=w.title;
return f;
};
let host,root,opener;
const shell=()=>{
if(host)return;
host=el("div",{all:"initial",position:"fixed",zIndex:"2147483000",right:"0",bottom:"0",width:"0",height:"0"});
root=host.attachShadow({mode:"closed"});
D.body.appendChild(host);
};
const clear=()=>{if(!root)return;root.textContent="";if(o.mode==="tab")tab();if(opener&&opener.focus)opener.focus();opener=null};
const button=(text,main,run)=>{
const b=el("button",{font:"600 15px/22px "+font,minHeight:"44px",padding:"8px 14px",margin:"8px 8px 0 0",borderRadius:"8px",cursor:"pointer",border:"1px solid #1B5E9B",background:main?"#1B5E9B":"#fff",color:main?"#fff":"#1B5E9B"},text);
b.onclick=run;
return b;
};
const panel=label=>{
shell();
root.textContent="";
opener=D.activeElement;
const p=el("div",{position:"fixed",right:"16px",bottom:"16px",width:"min(400px, calc(100vw - 32px))",boxSizing:"border-box",background:"#fff",color:"#17212D",border:"1px solid #CDD5DE",borderRadius:"12px",boxShadow:"0 8px 24px rgba(23,33,45,.12)",font:"16px/26px "+font,overflow:"hidden"});
p.setAttribute("role","dialog");
p.setAttribute("aria-label",label);
p.tabIndex=-1;
p.onkeydown=e=>{if(e.key==="Escape")clear()};
root.appendChild(p);
return p;
};
const survey=()=>{
remember(Date.now());
const p=panel(w.title);
p.style.height="min(640px, calc(100vh - 32px))";
const x=button(w.close,false,clear);
Object.assign(x.style,{position:"absolute",right:"8px",bottom:"8px",margin:"0"});
p.appendChild(frame({height:"calc(100% - 60px)"}));
p.appendChild(x);
p.focus();
};
const ask=()=>{
if(root&&root.firstChild&&o.mode!=="tab")return;
const p=panel(w.title);
p.style.padding="16px";
p.appendChild(el("p",{margin:"0"},w.ask));
p.appendChild(button(w.yes,true,survey));
p.appendChild(button(w.no,false,()=>{remember(Date.now());clear()}));
p.appendChild(button(w.never,false,()=>{remember("never");clear()}));
};
const tab=()=>{
shell();
const b=button(w.tab,true,survey);
Object.assign(b.style,{position:"fixed",right:"0",bottom:"30vh",margin:"0",borderRadius:"8px 0 0 8px",minHeight:"48px"});
root.appendChild(b);
};
const due=()=>{const l=last();return l!=="never"&&(!l||Date.now()-l>(+o.days||30)*864e5)};
addEventListener("message",e=>{
if(e.origin!==base||!e.data||!e.data.manyi)return;
remember(e.data.manyi==="stop"?"never":Date.now());
});
window.manyi=window.manyi||{};
window.manyi.open=survey;
const begin=()=>{
if(o.mode==="inline"){
const into=D.querySelector(o.into||"[data-manyi]");
if(into)into.appendChild(frame({minHeight:"100%"}));
return;
}
if(o.on&&!location.href.includes(o.on))return;
if(o.mode==="tab")return tab();
if(!due())return;
if(o.exit!==undefined)D.documentElement.addEventListener("mouseleave",()=>{if(due())ask()},{once:true});
else if(o.after!==undefined)setTimeout(ask,1e3*o.after);
};
if(D.readyState==="loading")D.addEventListener("DOMContentLoaded",begin);
else begin();
})();
`;

/** Served at the fixed address `/embed.js`, since sites write that address down. */
export const EMBED_SCRIPT = { ...asset("embed.js", "text/javascript; charset=utf-8", squeezeScript(SCRIPT)), path: "/embed.js" };
