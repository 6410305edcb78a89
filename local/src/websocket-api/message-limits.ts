/** W-32, in either direction. */
export const LARGEST_MESSAGE_BYTES = 128 * 1024;
export const LARGEST_FRAME_BYTES = 32 * 1024;
