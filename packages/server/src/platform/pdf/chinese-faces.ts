import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Face } from './face.ts'
import { unpackWoff } from './woff.ts'

const PACKAGE = '@fontsource/lxgw-wenkai'

/** 霞鹜文楷, the nearest to 仿宋 that may be passed on: light for what is written, strong for headings. */
export type ChineseFaces = { readonly text: Face; readonly heading: Face }

const folder = folderOf(PACKAGE)
let loaded: Promise<ChineseFaces | null> | null = null

/** Read once in the life of a process, when the first document asks. Null: the optional package is not installed. */
export function chineseFaces(): Promise<ChineseFaces | null> {
  loaded ??= loadFaces(folder)
  return loaded
}

export const hasChineseFaces = (): boolean => folder !== null

/** @returns null where there is no such folder */
export async function loadFaces(folder: string | null): Promise<ChineseFaces | null> {
  if (folder === null) return null
  const face = async (weight: 300 | 700) =>
    new Face(unpackWoff(await readFile(join(folder, 'files', `lxgw-wenkai-latin-${weight}-normal.woff`))))
  return { text: await face(300), heading: await face(700) }
}

export function folderOf(name: string): string | null {
  const places = createRequire(import.meta.url).resolve.paths(name) ?? []
  return places.map((place) => join(place, name)).find((folder) => existsSync(folder)) ?? null
}
