// When the writer's connection copies its WAL into the file: after answers were given, once enough pages
// wait. Other connections never do: before 3.51.3 SQLite could corrupt a file when two wrote and checkpointed
// at once. Owned beside the connection, which must outlive it. Thread: the writer's.
#pragma once

#include "adapters/sqlite/connection.hpp"

namespace waymark::sqlite {

class Checkpoints {
  public:
    Checkpoints(Connection& connection, int pages);
    ~Checkpoints();
    Checkpoints(const Checkpoints&) = delete;
    Checkpoints& operator=(const Checkpoints&) = delete;

    /// Checkpoints when that many pages wait. A disk without room is no failure: the WAL keeps them. Throws
    /// StorageFailed.
    void settle();

  private:
    static int committed(void* self, sqlite3* handle, const char* database, int frames);

    Connection& connection_;
    const int pages_;
    int frames_ = 0;     // in the WAL, as of the last commit
    int attempted_ = 0;  // of these at the last checkpoint; fewer now: the WAL has begun anew
};

}  // namespace waymark::sqlite
