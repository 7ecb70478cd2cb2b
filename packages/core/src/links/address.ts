/** The page behind a link; its address is public, what it shows is not. */
export const linkAddress = (token: string): string => `/l/${token}`
/** To the server the secret of the link travels in a header: addresses are written into logs on the way. */
export const LINK_HEADER = 'x-bancheng-link'

/** What the page asks. Beside the schemas, so that a phone need not load those. */
export const publicLinkAddress = {
  page: '/api/public/link',
  code: '/api/public/link/code',
  file: '/api/public/link/files',
  answer: '/api/public/link/answer',
} as const
