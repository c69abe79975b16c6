/** What `Env.shows` says where the campaign gives a rate with its representative example for this form. */
export const RATE_EXAMPLE = 'rateExample'
