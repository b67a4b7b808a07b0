#include "daemon/logging.hpp"

#include <chrono>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "states/instant.hpp"
#include "states/value.hpp"

namespace waymark::daemon {
namespace {

class JsonLines : public spdlog::formatter {
  public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
        const auto at = std::chrono::floor<std::chrono::microseconds>(message.time);
        states::Value::Object line{
            {"at", to_text(at)},
            {"level", std::string(spdlog::level::to_string_view(message.level).data())},
            {"logger", std::string(message.logger_name.data(), message.logger_name.size())},
            {"message", std::string(message.payload.data(), message.payload.size())}};
        const auto text = states::to_json(states::Value(std::move(line))) + "\n";
        out.append(text.data(), text.data() + text.size());
    }
    [[nodiscard]] std::unique_ptr<formatter> clone() const override { return std::make_unique<JsonLines>(); }
};

}  // namespace

void set_up_logging(const std::string& level, const std::string& format) {
    auto logger = spdlog::stderr_logger_mt("waymark");
    if (format == "json")
        logger->set_formatter(std::make_unique<JsonLines>());
    else
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %-7l %v", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog::level::from_str(level));
    spdlog::set_default_logger(std::move(logger));
}

}  // namespace waymark::daemon
