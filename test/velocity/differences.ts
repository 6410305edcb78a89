interface Difference {
  /** That the service is known, or assumed, to follow instead of stock Velocity. */
  readonly rule: string;
  readonly template: string;
  readonly java: string;
  readonly service: string;
}

/** What Velocity reads by halves, and the gateway refuses at start. */
export const REFUSED: readonly string[] = [
  '$x.y(',
  '$x.y(a)',
  '$x.y(a)b',
  '$x{a}',
  '#foo(1)',
  '#macro(m)x#end',
  '#parse("x")',
];

export const DIFFERENCES: readonly Difference[] = [
  {
    rule: 'R-111: null equals the empty text',
    template: `#if($input.path('$.nope') == '')yes#else#**#no#end`,
    java: 'no',
    service: 'yes',
  },
  {
    rule: 'R-116: null is no text in a concatenation',
    template: `#set($x = 'a' + $nope)$x`,
    java: 'a$nope',
    service: 'a',
  },
  {
    rule: 'objects of the context print nothing (recorded)',
    template: '[$context.identity]',
    java: '[{sourceIp=192.0.2.1, user=null}]',
    service: '[]',
  },
];
