type Member = (scope: ForeachScope) => unknown;

/** `$foreach`: where a loop is. A template may also keep values in it. */
export class ForeachScope extends Map<unknown, unknown> {
  public static readonly MEMBERS: ReadonlyMap<string, Member> = new Map<string, Member>([
    ['count', ({ index }) => BigInt(index + 1)],
    ['first', ({ index }) => index === 0],
    ['hasNext', ({ index, length }) => index < length - 1],
    ['index', ({ index }) => BigInt(index)],
    ['last', ({ index, length }) => index === length - 1],
    ['parent', ({ parent }) => parent],
    ['topmost', (scope) => scope.topmost()],
  ]);

  public static readonly METHODS: ReadonlyMap<string, Member> = new Map(
    [...ForeachScope.MEMBERS].flatMap(([name, member]) => accessorsOf(name).map((accessor) => [accessor, member])),
  );

  public index = 0;

  public constructor(
    public readonly length: number,
    public readonly parent: ForeachScope | undefined,
  ) {
    super();
  }

  /** What is not kept here may be around. */
  public override get(name: unknown): unknown {
    return this.has(name) ? super.get(name) : this.parent?.get(name);
  }

  private topmost(): ForeachScope {
    return this.parent?.topmost() ?? this;
  }
}

/** `isFirst()` and `getFirst()` for `first`. */
function accessorsOf(name: string): string[] {
  const capitalized = name.charAt(0).toUpperCase() + name.slice(1);
  if (name === 'hasNext') return [name, `get${capitalized}`];
  const isFlag = name === 'first' || name === 'last';
  return [`get${capitalized}`, ...(isFlag ? [`is${capitalized}`] : [])];
}
