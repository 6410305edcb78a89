const BLOCKS = [
  ['#if(true)', 'x', '#end'],
  ['#foreach($i in [1, 2])', '$i', '#end'],
  ['#if(false)', 'x', '#else', 'y', '#end'],
  ['#if(false)', 'x', '#elseif(true)', 'y', '#end'],
  ['#define($b)', 'x', '#end', '$b'],
  ['#set($x = 1)', '$x'],
  ['#set($x = 1)', '#set($y = 2)', '$x$y'],
  ['$nope', '#set($x = 1)', 'x'],
  ['## comment', 'x'],
  ['#* a *#', 'x'],
  ['#[[raw]]#', 'x'],
];

const SEPARATORS = ['\n', '\n  ', ' \n', '  \t\n\t', '\r\n', ' ', '\n\n', '\r'];

export const WHITE_SPACE: readonly string[] = [
  ...BLOCKS.flatMap((block) => SEPARATORS.map((separator) => `a${separator}${block.join(separator)}${separator}z`)),
  ...BLOCKS.map((block) => block.join('')),
  '   #set($x = 1)   \n   $x',
  'a   #set($x = 1)   b',
  '$input.params("id")   #set($x = 1)   b',
  '#if(true)   #set($x = 1)   b#end',
  '#if( true )x#end #if(true )y#end #if( $nope )z#end',
  '#foreach( $i  in  [ 1 , 2 ] )$i#end',
  '#foreach($i\nin\n[1])$i#end',
  '#set( $x = "a" )\n#set( $y\n=\n1 )\n$x$y',
  '#set($x = {\n  "a": 1,\n  "b": 2\n})\n$x',
  '#set($x = [\n  1,\n  2\n])\n$x',
  '\n\n#if(true)\n\n#end\n\n',
  '\t#if(true)\n\t\tx\n\t#end\n',
];
