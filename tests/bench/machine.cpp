#include <fmt/format.h>
#include <fstream>
#include <sqlite3.h>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

#include "tests/bench/measures.hpp"

namespace waymark::bench {
namespace {

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown";
}

/// The file system that holds the folder: the longest mount point that it begins with.
std::string file_system(const std::filesystem::path& folder) {
    std::ifstream file("/proc/mounts");
    std::string device, point, type, rest, found = "unknown";
    for (std::size_t longest = 0; file >> device >> point >> type && std::getline(file, rest);)
        if (folder.string().starts_with(point) && point.size() >= longest) {
            longest = point.size();
            found = type;
        }
    return found;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> machine_facts(const std::filesystem::path& data) {
    utsname system{};
    ::uname(&system);
    const auto memory =
        static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
    return {{"processor", fmt::format("{}, {} cores", processor(), std::thread::hardware_concurrency())},
            {"memory", fmt::format("{:.1f} GiB", memory / (1 << 30))},
            {"disk", file_system(data)},
            {"kernel", std::string(system.sysname) + " " + system.release},
            {"compiler", "g++ " __VERSION__},
            {"sqlite", sqlite3_libversion()}};
}

}  // namespace waymark::bench
