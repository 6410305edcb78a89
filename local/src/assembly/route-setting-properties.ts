import { harmless } from './harmless';
import { PropertyTable, served } from './property-table';

/** `DefaultRouteSettings` of an AWS::ApiGatewayV2::Stage. */
export const routeSettingProperties: PropertyTable = {
  DataTraceEnabled: harmless.logs,
  DetailedMetricsEnabled: harmless.logs,
  LoggingLevel: harmless.logs,
  ThrottlingBurstLimit: served,
  ThrottlingRateLimit: served,
};

/** An entry of `RouteSettings`, which is free JSON in the template's schema: both spellings are met. */
export function anySpelling(table: PropertyTable): PropertyTable {
  const inCamelCase = Object.entries(table).map(([name, treatment]) => [lowerFirst(name), treatment] as const);
  return { ...table, ...Object.fromEntries(inCamelCase) };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
