export * from './calendar-due.ts'
export * from './calendar-explain.ts'
export * from './working-calendar.ts'
export * from './working-time.ts'
