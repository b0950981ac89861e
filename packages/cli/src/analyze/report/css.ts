/** The look of the report: white paper, ink, hairlines; blue is better, orange is worse. */
export const CSS = `
:root{--ink:#17212D;--ink2:#465466;--ink3:#5F6C7F;--line:#E3E8ED;--line2:#CDD5DE;--page:#F5F7F9;--blue:#1B5E9B;--blue50:#EBF3FA;--orange:#AD4E08;--orange50:#FDF3E8}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:14px/22px Inter,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,sans-serif;font-variant-numeric:tabular-nums}
[lang=en]{font-family:Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
.map{max-width:560px;margin-top:16px}
.pick{position:absolute;opacity:0;width:1px;height:1px}
.switch{max-width:1120px;margin:0 auto;padding:16px 24px 0;display:flex;justify-content:flex-end;gap:4px}
.switch label{padding:4px 12px;border:1px solid var(--line2);border-radius:6px;background:#fff;cursor:pointer;color:var(--ink2)}
.report{display:none;max-width:1120px;margin:0 auto;padding:8px 24px 48px}
#zh:checked~.report.zh,#en:checked~.report.en{display:block}
#zh:checked~.switch label[for=zh],#en:checked~.switch label[for=en]{background:var(--blue50);border-color:#9DC5E9;color:#154A7C;font-weight:600}
#zh:focus-visible~.switch label[for=zh],#en:focus-visible~.switch label[for=en]{outline:3px solid #9DC5E9}
h1{font-size:22px;line-height:34px;margin:0;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:15px;line-height:24px;font-weight:600;margin:0}
.under{color:var(--ink3);font-size:13px;line-height:20px;margin:0 0 16px}
.card{background:#fff;border:1px solid var(--line);border-radius:8px;padding:20px;margin:0 0 16px;overflow:hidden}
.card header{display:flex;flex-wrap:wrap;gap:0 12px;align-items:baseline;margin-bottom:12px}
.caption,.foot{color:var(--ink3);font-size:12px;line-height:18px}
.foot{border-top:1px solid var(--line);margin:12px 0 0;padding-top:8px}
.findings{margin:0;padding:0;list-style:none;counter-reset:f}
.findings li{counter-increment:f;display:flex;gap:12px;padding:8px 0;border-top:1px solid var(--line);font-size:15px;line-height:24px}
.findings li:first-child{border-top:0}
.findings li::before{content:counter(f);color:var(--ink3);min-width:16px;text-align:right}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px}
th{font-weight:400;color:var(--ink3);font-size:12px;text-align:left;padding:4px 12px 6px 0;border-bottom:1px solid var(--line2);vertical-align:bottom}
td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:middle}
tr:last-child td{border-bottom:0}
th.r,td.r{text-align:right;white-space:nowrap}
td.name{min-width:96px;max-width:280px;overflow-wrap:anywhere}
td.chart{width:34%;min-width:120px}
td.chart svg,.plane,.wide svg{display:block;overflow:visible}
td.i{color:var(--ink2);white-space:nowrap}
.low{color:var(--ink3)}
.up{color:var(--blue);white-space:nowrap}.down{color:var(--orange);white-space:nowrap}.same{color:var(--ink3)}
.tag{display:inline-block;padding:0 8px;border-radius:4px;background:#F0F3F6;color:var(--ink2);white-space:nowrap;font-size:12px}
.tag.fix{background:var(--orange50);color:#86390A}.tag.keep{background:var(--blue50);color:#154A7C}
.ref{stroke:#8A96A6;stroke-dasharray:3 3}
.tick,.zone{font-size:11px;fill:#5F6C7F}.num{font-size:11px;font-weight:600}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:24px;align-items:start}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:4px 0 12px;font-size:12px;color:var(--ink2)}
.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:6px}
h3{font-size:13px;line-height:20px;margin:20px 0 4px;font-weight:600}
details summary{cursor:pointer;color:var(--blue)}
td.caption{min-width:112px}
@media(max-width:720px){.report{padding:8px 12px 32px}.switch{padding:12px 12px 0}.card{padding:16px}.two{grid-template-columns:minmax(0,1fr)}h1{font-size:20px;line-height:28px}td.chart{min-width:88px}.findings li{font-size:14px;line-height:22px}.hide{display:none}}
@media print{body{background:#fff;font-size:11px}table{font-size:10.5px;line-height:15px}th,td{padding-right:6px;white-space:normal!important}td.chart{min-width:72px}td.name{min-width:0}.switch,.pick{display:none}.report{max-width:none;padding:0}.card{border:0;border-top:1px solid var(--line2);border-radius:0;padding:12px 0;overflow:visible}.scroll{overflow:visible}tr,.findings li,svg{break-inside:avoid}h2,h3{break-after:avoid}details:not([open])>*{display:block}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
