/** What `server-only` becomes in tests: nothing. */
export {}
