/** How every private server runs. Passed at each start, so that a new version of Holdfast can change them. */
export const settings = [
  // What is confirmed is on the disk.
  ...['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'],
  // Little memory: one plant, one machine, next to other programs.
  ...['shared_buffers=64MB', 'max_connections=60', 'effective_cache_size=1GB', 'random_page_cost=1.1', 'jit=off'],
  // Parallel workers would need /dev/shm, which is small in containers.
  ...['max_parallel_workers_per_gather=0', 'max_parallel_maintenance_workers=0'],
  // Statements that fail and their values stay out of the log, for they name people.
  ...['log_min_messages=log', 'log_min_error_statement=panic', 'log_checkpoints=off'],
  ...['TimeZone=UTC', 'log_timezone=UTC'],
]
