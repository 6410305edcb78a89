import { RestApiModel } from './model';

/** A number from 0 up to, but not including, 1. */
export type RandomSource = () => number;

/** The stage, or its canary for the share of requests that it gets: none at all at 0, and every one at 100. */
export function stageOrCanary(stage: RestApiModel, random: RandomSource): RestApiModel {
  const { canary } = stage;
  return canary && random() * 100 < canary.percentTraffic ? canary.stage : stage;
}
