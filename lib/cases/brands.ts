declare const payload: unique symbol
/** Only the maker of a platform makes a payload, and it wants the privacy statement that was shown. */
export type MadePayload = { readonly [payload]: true }

declare const shown: unique symbol
/** That a privacy statement was shown; lib/privacy alone says so. */
export type StatementShown = { readonly [shown]: true }
