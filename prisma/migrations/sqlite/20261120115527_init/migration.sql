-- CreateTable
CREATE TABLE "Task" (
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
    "progress" INTEGER,
    "upstreamId" TEXT,
    "resultUrl" TEXT,
    "failureKind" TEXT,
    "failureCharged" TEXT,
    "failureMessage" TEXT,
    "attention" TEXT,
    "dueAt" DATETIME,
    "leaseUntil" DATETIME,
    "leaseToken" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "submittedAt" DATETIME,
    "lastPolledAt" DATETIME,
    "settledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Task_referenceId_fkey" FOREIGN KEY ("referenceId") REFERENCES "Reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "TaskEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "taskId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "httpStatus" INTEGER,
    "requestId" TEXT,
    "detail" TEXT,
    CONSTRAINT "TaskEvent_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Video" (
    "taskId" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "codec" TEXT NOT NULL,
    "hasAudio" BOOLEAN NOT NULL,
    "posterKey" TEXT,
    "posterTries" INTEGER NOT NULL DEFAULT 0,
    "placeholder" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Video_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Reference" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "sha256" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ChannelPause" (
    "sandbox" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "model" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "pausedAt" DATETIME NOT NULL,

    PRIMARY KEY ("sandbox", "channel", "model")
);

-- CreateTable
CREATE TABLE "ChannelRequest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sandbox" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ChannelQuiet" (
    "sandbox" BOOLEAN NOT NULL,
    "channel" TEXT NOT NULL,
    "until" DATETIME NOT NULL,

    PRIMARY KEY ("sandbox", "channel")
);

-- CreateIndex
CREATE INDEX "Task_createdAt_id_idx" ON "Task"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Task_status_createdAt_id_idx" ON "Task"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Task_dueAt_idx" ON "Task"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Task_intentKey_take_key" ON "Task"("intentKey", "take");

-- CreateIndex
CREATE UNIQUE INDEX "Task_sandbox_channel_upstreamId_key" ON "Task"("sandbox", "channel", "upstreamId");

-- CreateIndex
CREATE INDEX "TaskEvent_taskId_id_idx" ON "TaskEvent"("taskId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Video_key_key" ON "Video"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Reference_sha256_key" ON "Reference"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "Reference_key_key" ON "Reference"("key");

-- CreateIndex
CREATE INDEX "ChannelRequest_sandbox_channel_at_idx" ON "ChannelRequest"("sandbox", "channel", "at");
