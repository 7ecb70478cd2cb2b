// When a rung is reached is the policy's business: its rehearsal counts by the same clock.
export * from '../policy/moments.ts'
