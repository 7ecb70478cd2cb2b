import { v7 } from 'uuid'

/** UUIDv7: ids sort by the time they were given, so indexes grow at one end. */
export const newId = (): string => v7()
