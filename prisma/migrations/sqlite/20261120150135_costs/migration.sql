-- CreateTable
CREATE TABLE "PriceEdit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "price" JSONB NOT NULL
);

-- RedefineTables
-- Until now a price was held once, when the task was made.
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Task" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "intentKey" TEXT NOT NULL,
    "take" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "sandbox" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,
    "size" TEXT NOT NULL,
    "referenceId" TEXT,
    "priceMicros" BIGINT NOT NULL,
    "doubtMicros" BIGINT NOT NULL DEFAULT 0,
    "heldAt" DATETIME NOT NULL,
    "progress" INTEGER,
    "upstreamId" TEXT,
    "resultUrl" TEXT,
    "failureKind" TEXT,
    "failureCharged" TEXT,
    "failureMessage" TEXT,
    "attention" TEXT,
    "claimedId" TEXT,
    "claimRefusal" TEXT,
    "candidates" TEXT,
    "dueAt" DATETIME,
    "leaseUntil" DATETIME,
    "leaseToken" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "refetches" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" DATETIME,
    "lastPolledAt" DATETIME,
    "settledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Task_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "Reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Task" ("attempts", "attention", "candidates", "channel", "claimRefusal", "claimedId", "createdAt", "dueAt", "failureCharged", "failureKind", "failureMessage", "heldAt", "id", "intentKey", "lastPolledAt", "leaseToken", "leaseUntil", "model", "priceMicros", "progress", "prompt", "referenceId", "refetches", "resultUrl", "sandbox", "seconds", "settledAt", "size", "status", "submittedAt", "take", "updatedAt", "upstreamId") SELECT "attempts", "attention", "candidates", "channel", "claimRefusal", "claimedId", "createdAt", "dueAt", "failureCharged", "failureKind", "failureMessage", "createdAt", "id", "intentKey", "lastPolledAt", "leaseToken", "leaseUntil", "model", "priceMicros", "progress", "prompt", "referenceId", "refetches", "resultUrl", "sandbox", "seconds", "settledAt", "size", "status", "submittedAt", "take", "updatedAt", "upstreamId" FROM "Task";
DROP TABLE "Task";
ALTER TABLE "new_Task" RENAME TO "Task";
CREATE INDEX "Task_createdAt_id_idx" ON "Task"("createdAt", "id");
CREATE INDEX "Task_status_createdAt_id_idx" ON "Task"("status", "createdAt", "id");
CREATE INDEX "Task_dueAt_idx" ON "Task"("dueAt");
CREATE INDEX "Task_referenceId_idx" ON "Task"("referenceId");
CREATE INDEX "Task_books_idx" ON "Task"("sandbox", "heldAt", "channel", "model", "status", "failureCharged", "priceMicros", "doubtMicros");
CREATE UNIQUE INDEX "Task_intentKey_take_key" ON "Task"("intentKey", "take");
CREATE UNIQUE INDEX "Task_sandbox_channel_upstreamId_key" ON "Task"("sandbox", "channel", "upstreamId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "PriceEdit_channel_model_id_idx" ON "PriceEdit"("channel", "model", "id");
