-- AlterTable
ALTER TABLE "Reference" ADD COLUMN     "framing" JSONB NOT NULL,
ADD COLUMN     "imageId" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "Image" (
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sourceSha256" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "thumbnailKey" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Image_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Image_sha256_key" ON "Image"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Image_sourceSha256_key" ON "Image"("sourceSha256");

-- CreateIndex
CREATE UNIQUE INDEX "Image_key_key" ON "Image"("key");

-- CreateIndex
CREATE INDEX "Image_usedAt_id_idx" ON "Image"("usedAt", "id");

-- CreateIndex
CREATE INDEX "Reference_imageId_idx" ON "Reference"("imageId");

-- CreateIndex
CREATE INDEX "Task_referenceId_idx" ON "Task"("referenceId");

-- AddForeignKey
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_imageId_fkey" FOREIGN KEY ("imageId") REFERENCES "Image"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
