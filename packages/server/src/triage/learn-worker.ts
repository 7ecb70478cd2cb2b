import { serialize } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { type Lesson, learnTriage } from '@bancheng/core/triage/suggest.ts'

// A thread of its own: the desk answers while it learns.
parentPort?.postMessage(gzipSync(serialize(learnTriage(workerData as Lesson)), { level: 1 })) // given by learning.ts
