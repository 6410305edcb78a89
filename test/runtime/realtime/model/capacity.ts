/** Capacity units that were used, by partition and second. */
export class Capacity {
  private second = -1;
  private readonly used = new Map<string, number>();
  /** The most that one partition had to give in one second. */
  public peak = 0;
  public total = 0;

  /** @returns whether it is within what a partition gives */
  public use(partition: string, units: number, second: number, limit: number): boolean {
    if (second !== this.second) {
      this.second = second;
      this.used.clear();
    }
    const used = (this.used.get(partition) ?? 0) + units;
    if (used > limit) {
      return false;
    }
    this.used.set(partition, used);
    this.peak = Math.max(this.peak, used);
    this.total += units;
    return true;
  }
}
