-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "doubtMicros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "heldAt" TIMESTAMP(3);

-- Until now a price was held once, when the task was made.
UPDATE "Task" SET "heldAt" = "createdAt";
ALTER TABLE "Task" ALTER COLUMN "heldAt" SET NOT NULL;

-- CreateTable
CREATE TABLE "PriceEdit" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "by" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "price" JSONB NOT NULL,

    CONSTRAINT "PriceEdit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PriceEdit_channel_model_id_idx" ON "PriceEdit"("channel", "model", "id");

-- CreateIndex
CREATE INDEX "Task_books_idx" ON "Task"("sandbox", "heldAt", "channel", "model", "status", "failureCharged", "priceMicros", "doubtMicros");
