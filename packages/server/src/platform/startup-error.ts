/** Why the system cannot start: one sentence in each language, and exit code 1. Not for anything that happens later. */
export class StartupError extends Error {
  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.name = 'StartupError'
  }
}
