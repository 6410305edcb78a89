import { noted } from './property-table';

// What goes for APIs of several kinds, and is said of each in the same words.

export const CLIENT_CERTIFICATE = noted('its client certificate is not presented to backends');

export const DISABLED_ENDPOINT = noted(
  'its execute-api endpoint is disabled at AWS, but served here: custom domains are not emulated',
  false,
);
