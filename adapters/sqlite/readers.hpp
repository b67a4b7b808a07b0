// A pool of read-only connections to one file. A lease is for one question. Thread: any.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/sqlite/opening.hpp"

namespace waymark::sqlite {

class Readers {
  public:
    Readers(std::string path, Options options) : path_(std::move(path)), options_(std::move(options)) {}

    class Lease {
      public:
        explicit Lease(Readers& readers);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Connection& operator*() { return *connection_; }
        Connection* operator->() { return connection_.get(); }

      private:
        Readers& readers_;
        std::unique_ptr<Connection> connection_;
    };

  private:
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    const std::string path_;
    const Options options_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace waymark::sqlite
