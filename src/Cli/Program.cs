Console.WriteLine("hierarchysim");
