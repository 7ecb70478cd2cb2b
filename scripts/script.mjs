import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** One clear sentence to the person at the keyboard; everything else that is thrown is a fault. */
export class StartError extends Error {
  /** @param {string} chinese @param {string} english */
  constructor(chinese, english) {
    super(`${chinese}\n${english}`)
  }
}

/** @param {string} chinese @param {string} english */
export function say(chinese, english) {
  console.log(`${chinese} ${english}`)
}

/** Runs a script to its end; a StartError is its sentence and exit code 1. @param {() => Promise<number>} main */
export function runScript(main) {
  main().then(
    (code) => process.exit(code),
    (error) => {
      console.error(error instanceof StartError ? error.message : error)
      process.exit(1)
    },
  )
}
