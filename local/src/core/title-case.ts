/** `x-custom-header` becomes `X-Custom-Header`. */
export function titleCase(headerName: string): string {
  return headerName.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
