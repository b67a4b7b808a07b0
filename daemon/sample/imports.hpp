// Files of consumption on their way into a rehearsal, over HTTP, as somebody of finance would send them.
// Thread: one.
#pragma once

#include <string>
#include <vector>

#include "daemon/sample/connection.hpp"
#include "daemon/sample/consumption.hpp"

namespace waymark::sample {

class Imports {
  public:
    /// `connection` outlives it.
    Imports(Connection& connection, std::string token);

    // Each gives the import's id, or comes back when the service has done with it; both throw
    // std::runtime_error when it refuses.
    std::string send(const std::string& file, const std::string& csv);
    void check(const std::string& id);
    void discard(const std::string& id);
    /// `complete`: the months that are complete with it.
    void publish(const std::string& id, const ConsumptionSheet& sheet,
                 const std::vector<std::string>& complete);

  private:
    void tell(const std::string& id, const char* event, boost::json::object data = {});
    void wait_until_settled(const std::string& id);

    Connection& connection_;
    std::string token_;
};

}  // namespace waymark::sample
