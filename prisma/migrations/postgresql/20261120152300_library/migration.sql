-- CreateEnum
CREATE TYPE "Shelf" AS ENUM ('library', 'trash', 'purged');

-- CreateEnum
CREATE TYPE "Origin" AS ENUM ('studio', 'imported', 'adopted');

-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "aspect" DOUBLE PRECISION,
ADD COLUMN     "favourite" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "origin" "Origin" NOT NULL DEFAULT 'studio',
ADD COLUMN     "place" BIGINT,
ADD COLUMN     "shelf" "Shelf" NOT NULL DEFAULT 'library',
ADD COLUMN     "title" TEXT,
ADD COLUMN     "trashedAt" TIMESTAMP(3);

-- lib/task/place.ts: milliseconds in the upper digits, the order within one in the lower.
UPDATE "Task" SET "place" = numbered."place", "aspect" = numbered."aspect"
FROM (
    SELECT
        "id",
        (EXTRACT(EPOCH FROM "createdAt") * 1000)::bigint * 1024
            + ROW_NUMBER() OVER (PARTITION BY "createdAt" ORDER BY "id") - 1 AS "place",
        split_part("size", 'x', 1)::float8 / split_part("size", 'x', 2)::float8 AS "aspect"
    FROM "Task"
) AS numbered
WHERE numbered."id" = "Task"."id";
UPDATE "Task" SET "aspect" = "Video"."width"::float8 / "Video"."height"
FROM "Video" WHERE "Video"."taskId" = "Task"."id" AND "Video"."height" > 0;
ALTER TABLE "Task" ALTER COLUMN "place" SET NOT NULL, ALTER COLUMN "aspect" SET NOT NULL;

-- CreateTable
CREATE TABLE "Tag" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskTag" (
    "taskId" TEXT NOT NULL,
    "tagId" TEXT NOT NULL,
    "place" BIGINT NOT NULL,

    CONSTRAINT "TaskTag_pkey" PRIMARY KEY ("taskId","tagId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Tag_folded_key" ON "Tag"("folded");

-- CreateIndex
CREATE INDEX "TaskTag_tagId_place_idx" ON "TaskTag"("tagId", "place");

-- CreateIndex
CREATE UNIQUE INDEX "Task_place_key" ON "Task"("place");

-- CreateIndex
CREATE INDEX "Task_newest_idx" ON "Task"("shelf", "place", "status", "channel", "model", "seconds", "aspect", "favourite");

-- CreateIndex
CREATE INDEX "Task_dearest_idx" ON "Task"("shelf", "priceMicros", "place", "status", "channel", "model", "seconds", "aspect", "favourite");

-- CreateIndex
CREATE INDEX "Task_longest_idx" ON "Task"("shelf", "seconds", "place", "status", "channel", "model", "aspect", "favourite");

-- CreateIndex
CREATE INDEX "Task_counts_idx" ON "Task"("shelf", "status", "channel", "model", "seconds", "aspect", "favourite", "place");

-- CreateIndex
CREATE INDEX "Task_trashedAt_idx" ON "Task"("trashedAt");

-- AddForeignKey
ALTER TABLE "TaskTag" ADD CONSTRAINT "TaskTag_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskTag" ADD CONSTRAINT "TaskTag_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is searched: the tokens of lib/search/tokens.ts, under the task's place. The rows are written by the studio, in
-- the transaction of what they are about; those of earlier tasks at the next start. "rowid" is what SQLite calls it:
-- so both are written by the same statements.
CREATE TABLE "TaskSearch" (
    "rowid" BIGINT NOT NULL,
    "tokens" TEXT NOT NULL,
    "vector" TSVECTOR NOT NULL GENERATED ALWAYS AS (array_to_tsvector(string_to_array("tokens", ' '))) STORED,

    CONSTRAINT "TaskSearch_pkey" PRIMARY KEY ("rowid")
);
CREATE INDEX "TaskSearch_vector_idx" ON "TaskSearch" USING GIN ("vector");
