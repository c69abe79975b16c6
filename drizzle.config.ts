import { defineConfig } from 'drizzle-kit'

/** `npm run migrations` writes the difference between lib/db/schema.ts and the last migration as SQL. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/db/schema.ts',
  out: './lib/db/migrations',
})
