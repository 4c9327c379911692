/** A PDF of these pages, each a line of text in an old font of its own, or nothing that can be read. */
export function pdfWith(pages: readonly string[]): Buffer {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>']
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ')
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (const [index, text] of pages.entries()) {
    const content = text === '' ? '' : `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`
    const of = `/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R`
    objects.push(`<< /Type /Page /Parent 2 0 R ${of} >>`, `<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  }
  let body = '%PDF-1.4\n'
  const at = objects.map((object, index) => {
    const start = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = ['0000000000 65535 f ', ...at.map((start) => `${String(start).padStart(10, '0')} 00000 n `)].join('\n')
  const end = `xref\n0 ${objects.length + 1}\n${table}\ntrailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`
  return Buffer.from(body + end, 'latin1')
}
