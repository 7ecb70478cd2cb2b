import pg from 'pg'
import { inject } from 'vitest'
import { newId } from '../platform/ids.ts'
import { TEMPLATE } from './template.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
    role: string | null
  }
}

const databaseUrl = (clusterUrl: string, name: string) => clusterUrl.replace('@/postgres', `@/${name}`)

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('clusterUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A migrated database of one test file's own, cloned from the template. */
export async function createTestDatabase(): Promise<{ url: string; role: string | null; drop: () => Promise<void> }> {
  const name = `test_${newId().replaceAll('-', '')}`
  await admin(`create database ${name} template ${TEMPLATE} strategy file_copy`)
  return {
    url: databaseUrl(inject('clusterUrl'), name),
    role: inject('role'),
    drop: () => admin(`drop database if exists ${name} with (force)`),
  }
}
