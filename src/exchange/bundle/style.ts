/** The look of the file: plain, and the same on paper. */
export const style = `
body{margin:0 auto;max-width:60rem;padding:1.5rem;font:1.05rem/1.5 system-ui,sans-serif;color:#1c2430;background:#fff}
h1{font-size:2rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.5rem}h3{margin-top:2rem;font-size:1.15rem}
#verdict{border:3px solid #5d6675;padding:1rem;font-weight:600}
#verdict[data-verdict=whole]{border-color:#1f6b45;background:#e8f4ee}
#verdict[data-verdict=broken]{border-color:#b3261e;background:#fbe9e7;color:#8c1d17}
dl{margin:0}dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;border-bottom:1px solid #cfd3d9;padding:.3rem 0}
dt{flex:0 0 15rem;font-weight:600}dd{flex:1 1 18rem;margin:0;overflow-wrap:anywhere}
pre,code{font:.85rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
pre{margin:.5rem 0;padding:.75rem;background:#f6f4ef}
summary{padding:.4rem 0;cursor:pointer;text-decoration:underline}
summary:focus-visible{outline:3px solid #1c2430;outline-offset:2px}
@media print{body{max-width:none;padding:0}details{display:block}}
`
