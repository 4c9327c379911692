// The kinds of page.
export { action, actionButton } from './button.tsx'
export { type Door, type Drawn, pathOf, type Visit } from './door.ts'
export { fileBox, fileForm } from './file-form.tsx'
export { formAbout, formPage } from './form-page.tsx'
export { askedAfter, listPage } from './list-page.tsx'
export { addressOf, loaded, type PageOf, page } from './pages.tsx'
