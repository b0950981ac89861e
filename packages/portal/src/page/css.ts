import { asset, squeezeCss } from "./asset.js";

// Written for Chromium 87 and Safari 14: no nesting, no :has, no :is, no gap in flex rows, no inset.
const CSS = `
:root{
  --ink:#17212D;--ink2:#465466;--ink3:#5F6C7F;--control:#7C8898;--line:#E3E8ED;--page:#F5F7F9;--sunken:#F0F3F6;--card:#fff;
  --blue:#1B5E9B;--blue-dark:#154A7C;--blue300:#9DC5E9;--blue50:#EBF3FA;--orange:#AD4E08;--orange50:#FDF3E8;
}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--card);color:var(--ink);font:16px/26px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
:lang(en){font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
[hidden]{display:none!important}
h1,h2,p,ul,fieldset,legend{margin:0;padding:0;border:0;min-width:0}
h1{font-size:20px;line-height:28px;font-weight:600;text-wrap:balance}
h2{font-size:17px;line-height:26px;font-weight:600}
a,.link{color:var(--blue)}
button,input,textarea,select{font:inherit;color:inherit}
.vh{position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap;border:0}
.bar,.note,main,.foot{padding-left:16px;padding-right:16px}
.in{max-width:640px;margin:0 auto}
.bar{padding-top:8px;padding-bottom:8px}
.bar .in,.links{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center}
.who{font-size:14px;line-height:22px;font-weight:600}
.link{display:inline-block;background:none;border:0;padding:0;min-height:28px;cursor:pointer;font-size:14px;line-height:28px;text-decoration:none}
.link:hover{text-decoration:underline}
.ways{margin-left:auto}
.ways .link{min-width:28px}
.ways .link+.link{margin-left:16px}
.note{background:var(--sunken);padding-top:10px;padding-bottom:10px;color:var(--ink2);font-size:13px;line-height:20px}
.note .link,.foot .link{font-size:13px}
.links{margin:2px -8px 0}
.links>*{margin:0 8px}
.data{display:none;margin-top:8px;padding-top:8px;border-top:1px solid var(--line)}
.data:target{display:block}
.data dt{font-weight:600;color:var(--ink)}
.data dd{margin:0 0 6px}
main{padding-top:16px;padding-bottom:24px}
.prog{display:flex;align-items:center;font-size:13px;line-height:20px;color:var(--ink2);margin-bottom:16px}
.prog progress{flex:1;margin-left:12px;height:4px;border:0;border-radius:2px;background:var(--line);color:var(--blue);-webkit-appearance:none;appearance:none;overflow:hidden}
.prog progress::-webkit-progress-bar{background:var(--line)}
.prog progress::-webkit-progress-value{background:var(--blue)}
.prog progress::-moz-progress-bar{background:var(--blue)}
.q{margin:0 0 24px}
.q+.q{border-top:1px solid var(--line);padding-top:20px}
.q legend{float:left}
.q>*,.part>*{clear:both}
.data:focus,main:focus,h1:focus{outline:0}
.q legend,.ask{font-size:17px;line-height:26px;font-weight:600;text-wrap:balance;display:block;width:100%}
.q .over{font-size:13px;line-height:20px;font-weight:400;color:var(--ink3);margin-bottom:2px}
.q .part{margin:0 0 16px}
.q .part:last-child{margin-bottom:0}
.q .row{padding-top:6px}
.q .row legend{font-size:16px;font-weight:400}
.opt{font-weight:400;font-size:13px;color:var(--ink3)}
.help{font-size:13px;line-height:20px;color:var(--ink2);margin-top:2px}
.cells{display:grid;grid-gap:8px;grid-template-columns:repeat(6,1fr);padding-top:10px}
.c2{grid-template-columns:repeat(2,1fr)}.c3{grid-template-columns:repeat(3,1fr)}.c4{grid-template-columns:repeat(4,1fr)}
.c5{grid-template-columns:repeat(5,1fr)}.c7{grid-template-columns:repeat(7,1fr);grid-gap:6px}
.na.c2{grid-template-columns:repeat(2,1fr) 1.4fr}.na.c3{grid-template-columns:repeat(3,1fr) 1.4fr}
.na.c4{grid-template-columns:repeat(4,1fr) 1.6fr}.na.c5{grid-template-columns:repeat(5,1fr) 1.9fr}
.cell{position:relative;display:block}
.cell input{position:absolute;top:0;left:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.cell .b{display:flex;flex-direction:column;align-items:center;justify-content:center;min-height:46px;padding:4px 2px;border:1px solid var(--control);border-radius:8px;background:var(--card);font-weight:600;line-height:20px;text-align:center}
.cell svg{width:22px;height:22px;display:block}
.cell input:checked+.b{background:var(--blue);border-color:var(--blue);color:#fff}
.cell input:focus+.b{box-shadow:0 0 0 3px var(--blue300);border-color:var(--blue)}
.nac .b{border-style:dashed;font-weight:400;font-size:14px}
.c6 .nac,.c7 .nac,.c8 .nac,.c9 .nac,.c10 .nac,.c11 .nac{grid-column-end:span 2}
.c7 .nac{grid-column-end:span 3}
.c6 .nac,.c7 .nac{order:1}
.ends{grid-column:1/-1;display:flex;justify-content:space-between;font-size:13px;line-height:20px;color:var(--ink2)}
.ends>*{max-width:60%}.ends>:last-child{text-align:right}
.na.c2 .ends{grid-column:1/3}.na.c3 .ends{grid-column:1/4}.na.c4 .ends{grid-column:1/5}.na.c5 .ends{grid-column:1/6}
.list{padding-top:10px;display:grid;grid-gap:8px}
.list.two{grid-template-columns:1fr 1fr}
.pick{display:flex;align-items:flex-start;min-height:46px;padding:9px 12px;border:1px solid var(--control);border-radius:8px;cursor:pointer;background:var(--card)}
.pick input{width:20px;height:20px;margin:3px 10px 3px 0;flex:none;accent-color:var(--blue)}
.pick:focus-within{box-shadow:0 0 0 3px var(--blue300);border-color:var(--blue)}
.pick.nac{border-style:dashed}
.say{display:block;width:100%;margin-top:8px;padding:10px 12px;border:1px solid var(--control);border-radius:8px;background:var(--card);min-height:46px}
textarea.say{min-height:104px;resize:vertical}
.say:focus,.go:focus,.link:focus,a:focus,.errs:focus{outline:3px solid var(--blue300);outline-offset:1px}
label.f{display:block;padding-top:12px;font-size:14px;line-height:22px}
label.f .say{margin-top:4px;font-size:16px}
.money{display:flex;align-items:center}.money>span{flex:none;padding:4px 10px 0 2px;font-size:16px}.money .say{max-width:220px}
.bwr{display:grid;grid-template-columns:72px 1fr 72px;align-items:center;border:1px solid var(--line);border-top:0}
.bwh{border:0;border-bottom:1px solid var(--line);padding-top:6px;font-size:13px;line-height:18px;color:var(--ink2);text-align:center}
.bwi{padding:8px 4px;text-align:center}
.bw{display:flex;align-items:center;justify-content:center;min-height:46px;height:100%;cursor:pointer}
.bw input{width:22px;height:22px;margin:0;accent-color:var(--blue)}
.bw:focus-within{box-shadow:0 0 0 3px var(--blue300)}
.err{color:var(--orange);font-size:14px;line-height:22px;margin-top:6px;font-weight:600}
.bad .b,.bad .pick,.bad.say,.say[aria-invalid=true]{border-color:var(--orange)}
.errs,.tell{background:var(--orange50);color:#86390A;border-radius:8px;padding:10px 12px;margin-bottom:16px;font-size:14px;line-height:22px}
.errs ul{padding-left:20px}.errs a{color:inherit;display:inline-block;min-height:26px}
.tell{background:var(--blue50);color:var(--blue-dark)}
.acts{display:flex;flex-direction:row-reverse;margin-top:8px}
.go{flex:1;min-height:48px;padding:10px 16px;border:1px solid var(--blue);border-radius:8px;background:var(--blue);color:#fff;font-weight:600;cursor:pointer;text-align:center;text-decoration:none;display:block}
.go[disabled]{background:var(--ink3);border-color:var(--ink3);cursor:default}
.go.plain{background:var(--card);color:var(--blue);flex:0 0 34%;margin-right:12px}
.msg h1{margin-bottom:8px}.msg p{margin-bottom:12px}.msg .go.plain{margin-right:0}
.box{border:1px solid var(--line);border-radius:8px;padding:16px;margin:20px 0}
.box .go{width:100%;margin-top:16px}
.foot{padding-top:12px;padding-bottom:24px;font-size:13px;line-height:20px;color:var(--ink3)}
.big{font-size:21px;line-height:34px}
.big .who,.big .link,.big .note,.big .note .link,.big .foot .link,.big .prog,.big .help,.big .ends,.big .opt,.big .over,.big .err,.big .errs,.big .tell,.big label.f,.big .nac .b{font-size:18px;line-height:28px}
.big .q legend,.big .ask,.big h2,.big .q .row legend{font-size:23px;line-height:34px}
.big .q .over{font-size:18px}
.big .cells{grid-template-columns:repeat(4,1fr)}
.big .cell .b{min-height:60px;font-size:22px;line-height:26px}
.big .na .nac{grid-column-end:span 2;order:0}
.big .na .ends{grid-column:1/-1}
.big .c5,.big .na.c5{grid-template-columns:repeat(5,1fr)}
.big .na.c5 .nac{grid-column:1/-1;order:1}
.big .say,.big label.f .say{font-size:20px;line-height:30px}
.big .pick{min-height:60px;padding:12px}
.big .pick input{width:26px;height:26px}
.big .bwr{grid-template-columns:88px 1fr 88px}.big .bw input{width:28px;height:28px}.big .bwh,.big .money>span{font-size:18px}
.big .go{min-height:60px}
@media (min-width:560px){.cells .nac{grid-column-end:auto;order:0}.c6.na{grid-template-columns:repeat(6,1fr) 1.9fr}.c7.na{grid-template-columns:repeat(7,1fr) 1.9fr}.c8{grid-template-columns:repeat(8,1fr)}.c9{grid-template-columns:repeat(9,1fr)}.c10{grid-template-columns:repeat(10,1fr)}.c11{grid-template-columns:repeat(11,1fr)}.c8.na{grid-template-columns:repeat(8,1fr) 1.9fr}.c9.na{grid-template-columns:repeat(9,1fr) 1.9fr}.c10.na{grid-template-columns:repeat(10,1fr) 1.9fr}.c11.na{grid-template-columns:repeat(11,1fr) 1.9fr}.na.c6 .ends{grid-column:1/7}.na.c7 .ends{grid-column:1/8}.na.c8 .ends{grid-column:1/9}.na.c9 .ends{grid-column:1/10}.na.c10 .ends{grid-column:1/11}.na.c11 .ends{grid-column:1/12}main{padding-top:24px}.go.plain{flex-basis:160px}}
@media (hover:hover){.cell input:hover+.b,.pick:hover{background:var(--blue50);border-color:var(--blue)}.cell input:checked:hover+.b,.go:hover{background:var(--blue-dark)}.go.plain:hover{background:var(--blue50)}.go[disabled]:hover{background:var(--ink3)}}
@media (prefers-reduced-motion:no-preference){.cell .b,.go,.pick{transition:background-color .16s ease-out,border-color .16s ease-out}}
@media (forced-colors:active){.cell .b,.pick,.go,.say{border:1px solid ButtonText}.cell input:checked+.b{forced-color-adjust:none;background:Highlight;color:HighlightText;border-color:Highlight}.cell input:focus+.b,.pick:focus-within{outline:3px solid Highlight;outline-offset:1px}.prog progress{border:1px solid CanvasText}}
@media print{.bar .link,.note .links,.acts{display:none}}
`;

/** The one style sheet of every page a customer sees. */
export const PORTAL_CSS = asset("portal.css", "text/css; charset=utf-8", squeezeCss(CSS));
