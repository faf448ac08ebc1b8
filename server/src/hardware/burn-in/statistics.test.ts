import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../testing/random.ts';
import { judgeValue } from './judge-value.ts';
import { median, modifiedZScore } from './statistics.ts';

const judge = (metric: string, value: number, siblings: number[]) =>
  judgeValue({ metric, value, siblings, limits: [] }).judgement;
const many = (count: number, make: () => number) => Array.from({ length: count }, make);

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
    [[], Number.NaN],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('the modified z-score', () => {
  it('is 0.6745 × distance / MAD', () => {
    // Median 3, distances 2 1 0 1 2, MAD 1.
    expect(modifiedZScore(10, [1, 2, 3, 4, 5])).toBeCloseTo(0.6745 * 7, 10);
  });

  it('estimates the standard deviation of normal data', () => {
    const random = seededRandom(1);
    const siblings = many(20_000, () => normal(random, 100, 5));
    expect(modifiedZScore(110, siblings)).toBeCloseTo(2, 1);
  });

  it('takes the mean distance where most are equal', () => {
    const siblings = [10, 10, 10, 10, 10, 13];
    expect(modifiedZScore(11, siblings)).toBeCloseTo(1 / (Math.sqrt(Math.PI / 2) * 0.5), 10);
  });

  it('is infinite beside siblings that are all equal, and 0 for one more of them', () => {
    expect(modifiedZScore(11, [10, 10, 10])).toBe(Infinity);
    expect(modifiedZScore(9, [10, 10, 10])).toBe(-Infinity);
    expect(modifiedZScore(10, [10, 10, 10])).toBe(0);
  });

  it('does not change with the order, the unit, or the zero of the scale', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seededRandom(seed);
      const siblings = many(6 + Math.floor(random() * 20), () => normal(random, 200, 10));
      const value = normal(random, 200, 30);
      const score = modifiedZScore(value, siblings);
      const other = modifiedZScore(
        value * 1000 + 7,
        siblings.toReversed().map((one) => one * 1000 + 7),
      );
      expect(other).toBeCloseTo(score, 6);
      const mirrored = modifiedZScore(
        -value,
        siblings.map((one) => -one),
      );
      expect(mirrored).toBeCloseTo(-score, 6);
    }
  });

  it('is hardly moved by bad siblings', () => {
    const random = seededRandom(5);
    const good = many(15, () => normal(random, 200, 4));
    const spoilt = [...good.slice(0, 11), 1, 2, 1e6, 3];
    expect(Math.abs(modifiedZScore(100, spoilt))).toBeGreaterThan(8);
  });
});

describe('judging', () => {
  it('finds the bad apple, whoever its siblings are', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const random = seededRandom(seed);
      const size = 6 + Math.floor(random() * 30);
      const siblings = many(size, () => normal(random, 210, 210 * 0.02));
      expect(judge('read-throughput', 210 * 0.75, siblings), `seed ${seed}`).toBe('slow');
      expect(judge('read-latency-p99', 210 * 1.6, siblings), `seed ${seed}`).toBe('slow');
    }
  });

  it('finds it also where one in five siblings is bad too', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = seededRandom(seed);
      const siblings = [...many(16, () => normal(random, 210, 4)), ...many(4, () => normal(random, 120, 4))];
      expect(judge('read-throughput', 120, siblings), `seed ${seed}`).toBe('slow');
    }
  });

  it.each([6, 8, 12, 40])('raises no alarm over noise of 2 percent among %i siblings', (size) => {
    const random = seededRandom(size);
    let alarms = 0;
    for (let round = 0; round < 5000; round++) {
      const siblings = many(size, () => normal(random, 210, 210 * 0.02));
      if (judge('read-throughput', normal(random, 210, 210 * 0.02), siblings) !== 'good') alarms += 1;
    }
    expect(alarms).toBe(0);
  });

  it('raises few over noise of 5 percent, which is rough', () => {
    const random = seededRandom(9);
    let alarms = 0;
    for (let round = 0; round < 5000; round++) {
      const siblings = many(12, () => normal(random, 210, 210 * 0.05));
      if (judge('read-throughput', normal(random, 210, 210 * 0.05), siblings) !== 'good') alarms += 1;
    }
    expect(alarms / 5000).toBeLessThan(0.015);
  });

  it('does not call a tiny difference slow, however equal the siblings are', () => {
    const siblings = [200, 200, 200, 200, 200, 200, 200];
    expect(judge('read-throughput', 190, siblings)).toBe('good');
    expect(judge('read-throughput', 170, siblings)).toBe('slow');
    expect(judge('temperature', 45, [40, 40, 40, 40, 40, 40])).toBe('good');
    expect(judge('temperature', 60, [40, 40, 40, 40, 40, 40])).toBe('hot');
  });

  it('tells slower from faster', () => {
    const siblings = [200, 201, 202, 199, 198, 203, 197];
    expect(judge('read-throughput', 260, siblings)).toBe('good');
    expect(judge('read-throughput', 900, siblings)).toBe('unlike');
    expect(judge('read-latency-p99', 20, siblings)).toBe('good');
  });

  it('says so where siblings are too few', () => {
    const judged = judgeValue({ metric: 'read-throughput', value: 1, siblings: [200, 200], limits: [] });
    expect(judged).toEqual({
      judgement: 'not-judged',
      siblings: 2,
      median: 200,
      deviation: null,
      limit: null,
    });
  });

  it("holds a value to the class's own limits, with siblings or without", () => {
    const limits = [{ metric: 'read-throughput', atLeast: 180 }];
    const held = (value: number, siblings: number[]) =>
      judgeValue({ metric: 'read-throughput', value, siblings, limits });
    expect(held(170, [])).toMatchObject({ judgement: 'slow', limit: { bound: 'at least', value: 180 } });
    expect(held(190, [])).toMatchObject({ judgement: 'good', limit: null });
    expect(held(170, [170, 170, 170, 170, 170, 170, 170]).judgement).toBe('slow');
  });

  it('counts an error that nobody may have, and compares one that everybody has', () => {
    expect(judge('uncorrected-errors', 1, [])).toBe('erroring');
    expect(judge('uncorrected-errors', 0, [])).toBe('good');
    expect(judge('corrected-errors', 3, [2, 3, 4, 3, 2, 3])).toBe('good');
    expect(judge('corrected-errors', 90, [2, 3, 4, 3, 2, 3])).toBe('erroring');
  });

  it('looks on both sides of a metric that it does not know', () => {
    const siblings = [100, 101, 99, 100, 102, 98];
    expect(judge('flux', 50, siblings)).toBe('unlike');
    expect(judge('flux', 150, siblings)).toBe('unlike');
    expect(judge('flux', 101, siblings)).toBe('good');
  });
});
