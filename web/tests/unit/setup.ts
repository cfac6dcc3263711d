// Dexie needs IndexedDB, which happy-dom lacks; this one lives in memory and keeps the real semantics.
import 'fake-indexeddb/auto'
