import type { Analysis } from '../../core/analysis';
import { planMigration } from './plan';
import { migrationResult, type MigrationFigures } from './result';
import { migrationParams, settleMigration, type MigrationParams } from './spec';

/** Shows which segment customers were in at an earlier date and which they are in now. */
export const migration: Analysis<MigrationParams, MigrationFigures> = {
  kind: 'migration',
  about: 'Shows which segment customers were in at an earlier date and which they are in now.',
  params: migrationParams,
  settle: settleMigration,
  plan: planMigration,
  result: migrationResult,
};
