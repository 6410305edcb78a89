/** What the template says of the functions and queues of broadcasts: what the model goes by. */
export const TIMEOUT_SECONDS = 30;
export const VISIBILITY_SECONDS = 60;
export const RECEPTIONS = 30;
export const MEMORY_MEGABYTES = 512;
export const DISPATCH_BATCH = 1;
export const DELIVERY_BATCH = 5;
export const CONCURRENCY = 10;
