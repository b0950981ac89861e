import { asset, squeezeCss } from "../page/asset.js";

const CSS = `
.ref{font-size:13px;line-height:20px;color:var(--ink3)}
.due{color:var(--ink2);font-size:14px;line-height:22px;margin:2px 0 20px}
.steps{list-style:none;margin:0 0 20px;padding:0}
.steps li{position:relative;display:flex;justify-content:space-between;padding:0 0 12px 28px;font-size:15px;line-height:24px;color:var(--ink2)}
.steps li:before{content:"";position:absolute;left:4px;top:6px;width:12px;height:12px;border-radius:6px;background:#2A74B8}
.steps li:after{content:"";position:absolute;left:9px;top:20px;bottom:-4px;width:2px;background:var(--blue300)}
.steps li:last-child:after{display:none}
.steps .now{color:var(--ink);font-weight:600}
.steps .now:before{box-sizing:border-box;background:var(--card);border:3px solid #B4560B}
.steps time{margin-left:12px;flex:none;font-size:13px;color:var(--ink3);font-weight:400}
.ans{background:var(--sunken);border-radius:8px;padding:14px 16px;margin:0 0 24px}
.ans dl{margin:0}
.ans dt{font-size:13px;line-height:20px;color:var(--ink3)}
.ans dd{margin:0 0 8px}
.ans dd:last-child{margin:0}
.two{display:flex;margin:16px 0 28px}
main h2+.help{margin-bottom:16px}
.two .go{flex:1 1 0}
.two .go+.go{margin-left:12px}
.even{background:var(--card);color:var(--blue-dark)}
.even:hover{background:var(--blue50)}
details{border-top:1px solid var(--line);padding:4px 0}
details:last-of-type{border-bottom:1px solid var(--line)}
summary{min-height:44px;line-height:44px;color:var(--blue);cursor:pointer;font-size:15px}
summary:focus{outline:3px solid var(--blue300)}
details form,details ul{padding-bottom:16px}
details li{margin-left:20px;color:var(--ink2)}
details .go{width:100%;margin-top:12px}
.keep{border:1px solid var(--blue300);background:var(--blue50);border-radius:8px;padding:12px 16px;margin-bottom:20px;color:var(--blue-dark)}
.keep strong{display:block;font-size:20px;line-height:28px}
label.f+.acts{margin-top:16px}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
`;

/** What the complaint pages need beside the common sheet. */
export const COMPLAINT_CSS = asset("complaints.css", "text/css; charset=utf-8", squeezeCss(CSS));
