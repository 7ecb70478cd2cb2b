/** The page on which the applicant rates; short, because it is sent by SMS. */
export const ratingAddress = (token: string): string => `/r/${token}`

/** What the page asks. Beside the schemas, so that a phone need not load those. */
export const publicRatingAddress = {
  page: '/api/public/rating',
  addition: '/api/public/rating/addition',
} as const
