export * from './shared/throttle';
