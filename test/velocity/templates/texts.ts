const TEXT = '#set($s = "Hello, World")';

const CALLS = [
  '$s.length() $s.isEmpty() $s.empty [$s.length]',
  '$s.charAt(0) $s.charAt(11) $s.codePointAt(1)',
  '$s.compareTo("Hello") $s.compareTo("Iello") $s.compareTo("Hello, World") $s.compareToIgnoreCase("hello, world")',
  '$s.concat("!") [$s.concat(1)]',
  '$s.contains("World") $s.contains("world") [$s.contains(1)]',
  '$s.startsWith("Hello") $s.startsWith("World", 7) $s.endsWith("d") $s.endsWith("")',
  '$s.equals("Hello, World") $s.equals("x") $s.equals(1) $s.equalsIgnoreCase("HELLO, WORLD")',
  '$s.indexOf("o") $s.indexOf("o", 5) $s.indexOf("z") $s.lastIndexOf("o") $s.lastIndexOf("o", 5)',
  '$s.matches("Hello.*") $s.matches("Hello") $s.matches("(?i)hello, world")',
  '$s.replace("l", "L") $s.replace("", "-") $s.replace("z", "")',
  '$s.replaceAll("[aeiou]", "*") $s.replaceAll("(l+)", "<$1>") $s.replaceAll("o", "\\$") $s.replaceFirst("o", "0")',
  '$s.substring(7) $s.substring(0, 5) [$s.substring(12)] [$s.substring(3, 3)]',
  '$s.toLowerCase() $s.toUpperCase() $s.toString() $s.trim()',
  '$s.split(", ")[0] $s.split(", ").size() $s.split(", ").get(1) $s.split(", ").isEmpty()',
  '#foreach($p in $s.split("o"))[$p]#end',
  '[$s.nope][$s.nope()][$s.get(0)][$s[0]][$s.size()]',
  '$s.valueOf(1) $s.valueOf(true) $s.valueOf([1])',
];

const SPLITS: readonly (readonly [text: string, parameters: string])[] = [
  ['a,b,,', '","'],
  [',a', '","'],
  ['', '","'],
  ['abc', '""'],
  ['a1b22c', '"[0-9]+"'],
  ['a,b,c', '",", 2'],
  ['a,b,,', '",", -1'],
  ['a|b', '"\\\\|"'],
  ['none', '","'],
];

export const TEXTS: readonly string[] = [
  ...CALLS.map((call) => TEXT + call),
  ...SPLITS.map(
    ([text, parameters]) =>
      `#set($s = "${text}")$s.split(${parameters}).size()#foreach($p in $s.split(${parameters}))[$p]#end`,
  ),
  '#set($s = "  padded\t ")[$s.trim()]',
  `$util.escapeJavaScript("it's").replaceAll("\\\\'", "'")`,
  `$input.path('$.text').length() $input.path('$.odd').length() $input.path('$.url').replace("/", "|")`,
  '#set($s = "x")#set($n = 3)[$s.substring(0, $n)]',
  '$input.body.contains("Hello") $input.json("$.text").length() $input.json("$.text").replace("""", "")',
];
