import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { createDatabase } from './database.ts'
import { newId } from './ids.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'
import { StartupError } from './startup-error.ts'

let url: string
let name: string

beforeEach(async () => {
  name = `empty_${newId().replaceAll('-', '')}`
  await createDatabase(inject('clusterUrl'), name)
  url = inject('clusterUrl').replace('@/postgres', `@/${name}`)
})
afterEach(async () => {
  const client = new pg.Client({ connectionString: inject('clusterUrl') })
  await client.connect()
  await client.query(`drop database ${name} with (force)`)
  await client.end()
})

async function applied(): Promise<number[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ version: number }>('select version from schema_migration order by version')
  await client.end()
  return rows.map(({ version }) => version)
}

const one = (version: number, sql: string): Migration => ({ version, name: `${version}.sql`, sql, checksum: sql })

test('given an empty database, when several processes start at once, then each migration runs once', async () => {
  const migrations = await readMigrations()
  const roles = await Promise.all([1, 2, 3, 4].map(() => migrate(url, migrations)))
  expect(new Set(roles)).toEqual(new Set(['bancheng_app']))
  expect(await applied()).toEqual(migrations.map(({ version }) => version))
})

test('given a database of a newer version, then the program says so and changes nothing', async () => {
  await migrate(url, [one(1, 'create table a (x int)'), one(2, 'create table b (x int)')])
  const older = migrate(url, [one(1, 'create table a (x int)')])
  await expect(older).rejects.toThrow(StartupError)
  await expect(older).rejects.toThrow('newer version')
  expect(await applied()).toEqual([1, 2])
})

test('given a migration that was edited after it ran, then the program refuses the database', async () => {
  await migrate(url, [one(1, 'create table a (x int)')])
  await expect(migrate(url, [one(1, 'create table a (x int, y int)')])).rejects.toThrow(StartupError)
})

test('given a migration that fails half way, then nothing of it stays and the ones before it do', async () => {
  const broken = [one(1, 'create table a (x int)'), one(2, 'create table b (x int); select no_such_function()')]
  await expect(migrate(url, broken)).rejects.toThrow('no_such_function')
  expect(await applied()).toEqual([1])
  await migrate(url, [one(1, 'create table a (x int)'), one(2, 'create table b (x int)')])
  expect(await applied()).toEqual([1, 2])
})
