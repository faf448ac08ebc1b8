import type { Db } from '../platform/database/connect.ts';
import type { EventBus } from '../platform/events/event-bus.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { ImageCatalogue } from './image-catalogue.ts';
import type { HostInventory } from './inventory.ts';
import type { SecretStore } from './secrets.ts';
import type { ServiceModule } from './services/module.ts';

/** What the room is given by the composition root. */
export type CloudDeps = {
  db: Db;
  events: EventBus;
  engine: OperationEngine;
  inventory: HostInventory;
  secrets: SecretStore;
  images: ImageCatalogue;
  /** Every service that a cloud can have. */
  services: ServiceModule[];
};
