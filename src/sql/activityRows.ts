import type { Statement } from '../core/engine';
import type { PropertyTest } from '../core/filter';
import type { Spine } from '../core/spine';
import type { Activity } from './activity';
import { passes, propertiesOf, withProperties } from './properties';
import { sql } from './sql';

/** An activity whose rows also have to pass tests of their other columns. */
export interface TestedActivity {
  readonly activity: Activity;
  readonly where: readonly PropertyTest[];
}

/** What to read, and the activities as conditions on it. */
export interface ActivityRows {
  /** A relation to put after FROM and name with AS; the spine itself where nothing is asked of other columns. */
  readonly rows: Statement;
  /** In the order given, their tests folded into the condition. */
  readonly activities: readonly Activity[];
  /** Columns of `rows` that hold the properties of `beside`, in order. */
  readonly columns: readonly string[];
}

/**
 * The rows of activities that are told apart by properties as well.
 * @param beside names of further properties to have at hand
 * @throws VitrineError `property.unknown` with the nearest name
 */
export function activityRows(
  spine: Spine,
  tested: readonly TestedActivity[],
  beside: readonly string[] = [],
): ActivityRows {
  const names = [...new Set([...propertiesOf(tested.flatMap((t) => t.where)), ...beside])];
  return {
    rows: withProperties(spine, names),
    activities: tested.map(({ activity, where }) => {
      if (where.length === 0) return activity;
      const tests = passes(where, spine, names);
      return {
        label: activity.label,
        condition: activity.condition === null ? tests : sql`(${activity.condition} AND ${tests})`,
      };
    }),
    columns: beside.map((name) => `p${names.indexOf(name)}`),
  };
}
