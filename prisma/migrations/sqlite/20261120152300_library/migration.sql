-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "TaskTag" (
    "taskId" TEXT NOT NULL,
    "tagId" TEXT NOT NULL,
    "place" BIGINT NOT NULL,

    PRIMARY KEY ("taskId", "tagId"),
    CONSTRAINT "TaskTag_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "TaskTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
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
    "place" BIGINT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'studio',
    "shelf" TEXT NOT NULL DEFAULT 'library',
    "trashedAt" DATETIME,
    "title" TEXT,
    "favourite" BOOLEAN NOT NULL DEFAULT false,
    "aspect" REAL NOT NULL,
    CONSTRAINT "Task_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "Reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_Task" ("attempts", "attention", "candidates", "channel", "claimRefusal", "claimedId", "createdAt", "doubtMicros", "dueAt", "failureCharged", "failureKind", "failureMessage", "heldAt", "id", "intentKey", "lastPolledAt", "leaseToken", "leaseUntil", "model", "priceMicros", "progress", "prompt", "referenceId", "refetches", "resultUrl", "sandbox", "seconds", "settledAt", "size", "status", "submittedAt", "take", "updatedAt", "upstreamId", "place", "aspect") SELECT "attempts", "attention", "candidates", "channel", "claimRefusal", "claimedId", "createdAt", "doubtMicros", "dueAt", "failureCharged", "failureKind", "failureMessage", "heldAt", "id", "intentKey", "lastPolledAt", "leaseToken", "leaseUntil", "model", "priceMicros", "progress", "prompt", "referenceId", "refetches", "resultUrl", "sandbox", "seconds", "settledAt", "size", "status", "submittedAt", "take", "updatedAt", "upstreamId",
    -- lib/task/place.ts: milliseconds in the upper digits, the order within one in the lower.
    CAST(ROUND((julianday("createdAt") - 2440587.5) * 86400000) AS INTEGER) * 1024
        + ROW_NUMBER() OVER (PARTITION BY "createdAt" ORDER BY "id") - 1,
    CAST(substr("size", 1, instr("size", 'x') - 1) AS REAL) / CAST(substr("size", instr("size", 'x') + 1) AS REAL)
FROM "Task";
UPDATE "new_Task" SET "aspect" = (
    SELECT CAST("width" AS REAL) / "height" FROM "Video" WHERE "Video"."taskId" = "new_Task"."id"
) WHERE "id" IN (SELECT "taskId" FROM "Video" WHERE "height" > 0);
DROP TABLE "Task";
ALTER TABLE "new_Task" RENAME TO "Task";
CREATE UNIQUE INDEX "Task_place_key" ON "Task"("place");
CREATE INDEX "Task_createdAt_id_idx" ON "Task"("createdAt", "id");
CREATE INDEX "Task_status_createdAt_id_idx" ON "Task"("status", "createdAt", "id");
CREATE INDEX "Task_dueAt_idx" ON "Task"("dueAt");
CREATE INDEX "Task_referenceId_idx" ON "Task"("referenceId");
CREATE INDEX "Task_books_idx" ON "Task"("sandbox", "heldAt", "channel", "model", "status", "failureCharged", "priceMicros", "doubtMicros");
CREATE INDEX "Task_newest_idx" ON "Task"("shelf", "place", "status", "channel", "model", "seconds", "aspect", "favourite");
CREATE INDEX "Task_dearest_idx" ON "Task"("shelf", "priceMicros", "place", "status", "channel", "model", "seconds", "aspect", "favourite");
CREATE INDEX "Task_longest_idx" ON "Task"("shelf", "seconds", "place", "status", "channel", "model", "aspect", "favourite");
CREATE INDEX "Task_counts_idx" ON "Task"("shelf", "status", "channel", "model", "seconds", "aspect", "favourite", "place");
CREATE INDEX "Task_trashedAt_idx" ON "Task"("trashedAt");
CREATE UNIQUE INDEX "Task_intentKey_take_key" ON "Task"("intentKey", "take");
CREATE UNIQUE INDEX "Task_sandbox_channel_upstreamId_key" ON "Task"("sandbox", "channel", "upstreamId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "Tag_folded_key" ON "Tag"("folded");

-- CreateIndex
CREATE INDEX "TaskTag_tagId_place_idx" ON "TaskTag"("tagId", "place");

-- What is searched: the tokens of lib/search/tokens.ts, under the task's place. The rows are written by the studio, in
-- the transaction of what they are about; those of earlier tasks at the next start. It keeps no text, only the index.
CREATE VIRTUAL TABLE "TaskSearch" USING fts5(
    "tokens", content='', contentless_delete=1, detail=none, prefix='1 2', tokenize='ascii'
);
